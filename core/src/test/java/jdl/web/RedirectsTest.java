package jdl.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a server of the world no way leads into the house, however it is written. */
class RedirectsTest {

    private static final URI WORLD = URI.create("https://93.184.216.34/zoo/");
    private static final URI HERE = URI.create("http://127.0.0.1:8000/zoo/");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://93.184.216.34/zoo/",
                "http://127.0.0.1/x",
                "https://127.0.0.1/x",
                "https://127.1.2.3/x",
                "https://2130706433/x",
                "https://017700000001/x",
                "https://0x7f000001/x",
                "https://0x7f.1/x",
                "https://127.1/x",
                "https://0/x",
                "https://0.0.0.0/x",
                "https://localhost/x",
                "https://LOCALHOST./x",
                "https://a.localhost/x",
                "https://10.0.0.1/x",
                "https://172.16.0.1/x",
                "https://192.168.1.1/x",
                "https://169.254.169.254/latest/meta-data",
                "https://100.64.0.1/x",
                "https://198.18.0.1/x",
                "https://192.0.0.8/x",
                "https://224.0.0.1/x",
                "https://255.255.255.255/x",
                "https://[::1]/x",
                "https://[::]/x",
                "https://[::ffff:127.0.0.1]/x",
                "https://[::ffff:a00:1]/x",
                "https://[::127.0.0.1]/x",
                "https://[fe80::1]/x",
                "https://[fec0::1]/x",
                "https://[fc00::1]/x",
                "https://[fdff::1]/x",
                "https://[64:ff9b::7f00:1]/x",
                "https://[2002:7f00:1::]/x",
                "https://[ff02::1]/x",
                "https://me:secret@93.184.216.34/x",
                "https://93.184.216.34:99999/x",
                "https:///x",
                "https:x",
                "file:/etc/passwd",
                "file://93.184.216.34/x",
                "ftp://93.184.216.34/x",
                "jar:https://93.184.216.34/x.jar!/y",
                "javascript:x",
                "data:,x"
            })
    void aWayThatIsNotGone(String to) {
        assertThat(Redirects.isAllowed(WORLD, URI.create(to))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://93.184.216.34/y",
                "https://8.8.8.8:8443/y",
                "https://[2606:2800:220:1::1]/y",
                "https://100.128.0.1/y",
                "https://172.32.0.1/y",
                "HTTPS://93.184.216.34/y"
            })
    void aWayThatIsGone(String to) {
        assertThat(Redirects.isAllowed(WORLD, URI.create(to))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9000/y", "http://[::1]/y", "https://192.168.0.1/"})
    void whoBeganInTheHouseMayStayThere(String to) {
        assertThat(Redirects.isAllowed(HERE, URI.create(to))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://192.168.0.1/", "http://8.8.8.8/", "http://example.invalid/"})
    void evenThenNothingLeavesTheMachineInTheClear(String to) {
        assertThat(Redirects.isAllowed(HERE, URI.create(to))).isFalse();
        assertThat(Redirects.isAllowed(URI.create(to), URI.create(to))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://192.168.0.1/", "https://localhost/", "https://[fd00::1]/"})
    void aServerOfTheHouseThatTheUserNamedIsAsked(String named) {
        assertThat(Redirects.isAllowed(URI.create(named), URI.create(named))).isTrue();
        assertThat(Redirects.isAllowed(URI.create(named), HERE)).isFalse();
    }
}
