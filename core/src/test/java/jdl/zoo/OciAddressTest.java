package jdl.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an address leads, and what a server says at its door. */
class OciAddressTest {

    @ParameterizedTest
    @CsvSource({
        "oci://models.example, https://models.example/, jdl/lenet",
        "oci://models.example/, https://models.example/, jdl/lenet",
        "oci://models.example:8443/a/b-c/, https://models.example:8443/, a/b-c/jdl/lenet",
        "oci://127.0.0.1:5000/zoo, http://127.0.0.1:5000/, zoo/jdl/lenet",
        "oci://localhost:5000/zoo, http://localhost:5000/, zoo/jdl/lenet",
        "oci://[::1]:5000, http://[::1]:5000/, jdl/lenet",
        "oci://localhost.example/zoo, https://localhost.example/, zoo/jdl/lenet",
        "oci://10.0.0.1/zoo, https://10.0.0.1/, zoo/jdl/lenet"
    })
    void onlyThisMachineIsAskedWithoutTls(String address, String server, String repository) {
        OciAddress read = OciAddress.of(address);
        assertThat(read.server()).hasToString(server);
        assertThat(read.repository(EntryName.of("lenet@1"))).isEqualTo(repository);
        assertThat(OciAddress.of(read.toString())).isEqualTo(read);
        assertThat(Remotes.at("there", address).address()).isEqualTo(read.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oci://",
                "oci:///zoo",
                "oci://host/Zoo",
                "oci://host/a//b",
                "oci://host/../b",
                "oci://host/a?b",
                "oci://host/a#b",
                "oci://host?x",
                "oci://ho st/a",
                "oci://host:port/a",
                "oci://host/a%2e",
                "oci://[/a"
            })
    void oddAddressesAreRefused(String address) {
        var failure = catchThrowableOfType(Failure.class, () -> OciAddress.of(address));
        assertThat(failure.kind()).isEqualTo(Kind.CONFIG);
        assertThat(failure).hasMessageContaining("is no address of a registry");
    }

    @ParameterizedTest
    @ValueSource(strings = {"oci://me:s3cret@host/a", "oci://s3cret@host", "oci://me:s3@cret@host"})
    void aPasswordInAnAddressIsRefusedAndNotShown(String address) {
        var failure = catchThrowableOfType(Failure.class, () -> OciAddress.of(address));
        assertThat(failure.message()).contains("credentials").doesNotContain("s3", "cret@");
    }

    @Test
    void aChallengeIsReadWithItsParameters() {
        List<Challenge> read =
                Challenge.read(
                        List.of(
                                "Negotiate, BEARER realm=\"https://a.example/t?x=1,2\", Service = b , scope=\"c d\"",
                                "Basic realm=\"\""));
        assertThat(read)
                .containsExactly(
                        new Challenge("negotiate", Map.of()),
                        new Challenge(
                                "bearer",
                                Map.of(
                                        "realm", "https://a.example/t?x=1,2",
                                        "service", "b",
                                        "scope", "c d")),
                        new Challenge("basic", Map.of("realm", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ",,", "=", "\"", "realm=x", "Bearer realm=\"x", "\u0000", "Bearer ="})
    void oddChallengesAskForNothing(String header) {
        assertThat(Challenge.read(List.of(header))).allMatch(c -> c.parameters().isEmpty());
        assertThat(Challenge.read(List.of("Basic " + header.repeat(5000))).size()).isLessThan(2);
    }
}
