package jdl.zoo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import jdl.web.Mirror;
import jdl.web.Raw;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** Whatever a server sends for a file, it is refused and the cache is as before. */
@Timeout(120)
class HostileFilesTest extends HostileServer {

    @Test
    void anHonestServerIsBelieved() {
        try (Mirror mirror = new Mirror(good)) {
            assertThat(zoo(mirror.uri() + "", Trust.NONE).pull(NAME).weights()).hasContent(WEIGHTS);
        }
    }

    @TestFactory
    List<DynamicTest> filesThatAreNot() {
        byte[] file = WEIGHTS.getBytes(UTF_8);
        byte[] other = WEIGHTS.replace('w', 'v').getBytes(UTF_8);
        return List.of(
                blob("of other bytes", x -> Mirror.send(x, 200, other)),
                blob("too short", x -> Mirror.send(x, 200, cut(file, 1))),
                blob("too long", x -> Mirror.send(x, 200, (WEIGHTS + "x").getBytes(UTF_8))),
                blob("empty", x -> x.sendResponseHeaders(200, -1)),
                blob("a page", x -> Mirror.send(x, 200, "<html>sorry</html>".getBytes(UTF_8))),
                blob("too short, of unknown length", x -> chunked(x, cut(file, 1), 1)),
                blob("without end", x -> chunked(x, file, 1000)),
                blob("broken off", x -> promised(x, file.length, cut(file, 500))),
                blob("silent", HostileFilesTest::silent),
                blob("silent in the midst", x -> stalled(x, file)),
                blob("zipped", x -> zipped(x, gzip(file))),
                blob("a bomb", x -> zipped(x, gzip(new byte[1 << 22]))),
                blob("a part unasked", x -> part(x, "bytes 0-9/10", cut(file, 10))),
                blob("moved to nowhere", x -> x.sendResponseHeaders(302, -1)),
                blob("not modified", x -> x.sendResponseHeaders(304, -1)),
                blob("no content", x -> x.sendResponseHeaders(204, -1)),
                blob("not satisfiable", x -> x.sendResponseHeaders(416, -1)),
                blob("not for us", x -> x.sendResponseHeaders(403, -1)),
                blob("gone", x -> x.sendResponseHeaders(410, -1)),
                blob("a mistake", x -> x.sendResponseHeaders(500, -1)));
    }

    @TestFactory
    List<DynamicTest> liesAboutTheRestOfAFile() {
        byte[] file = WEIGHTS.getBytes(UTF_8);
        int from = 1000;
        byte[] rest = Arrays.copyOfRange(file, from, file.length);
        byte[] other = new byte[rest.length];
        String range = "bytes %d-%d/%d".formatted(from, file.length - 1, file.length);
        return List.of(
                rest("of another file (its ETag has changed)", x -> part(x, range, other)),
                rest("of another place", x -> part(x, "bytes 0-9/" + file.length, rest)),
                rest("without a place", x -> Mirror.send(x, 206, rest)),
                rest("of another length", x -> part(x, range, cut(rest, 3))),
                rest("of a longer file", x -> part(x, range.replace("/5", "/6"), rest)),
                rest("with odd letters", x -> part(x, "bytes \u001b[31m", rest)),
                rest("all of another file", x -> Mirror.send(x, 200, new byte[file.length])));
    }

    @TestFactory
    List<DynamicTest> answersThatAreNoHttp() {
        String ok = "HTTP/1.1 200 OK\r\n";
        return List.of(
                raw("nothing", Raw.says("")),
                raw("another tongue", Raw.says("SSH-2.0-OpenSSH_9.2\r\n")),
                raw("bytes", Raw.says("\0\1\2\377\376".repeat(100))),
                raw("an odd status", Raw.says("HTTP/1.1 abc OK\r\n\r\n")),
                raw("no status", Raw.says("HTTP/1.1\r\n\r\n")),
                raw("a status of zero", Raw.says("HTTP/1.1 000 OK\r\n\r\n")),
                raw("half a head", Raw.says(ok + "Content-Le")),
                raw("an odd header", Raw.says(ok + "a b: c\r\n\r\n")),
                raw("an odd length", Raw.says(ok + "Content-Length: abc\r\n\r\nx")),
                raw("a negative length", Raw.says(ok + "Content-Length: -5\r\n\r\nx")),
                raw("a vast length", Raw.says(ok + "Content-Length: 9223372036854775807\r\n\r\nx")),
                raw(
                        "an impossible length",
                        Raw.says(ok + "Content-Length: 9".repeat(30) + "\r\n\r\n")),
                raw(
                        "two lengths",
                        Raw.says(ok + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nxy")),
                raw("odd chunks", Raw.says(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n")),
                raw(
                        "vast chunks",
                        Raw.says(ok + "Transfer-Encoding: chunked\r\n\r\n7fffffffff\r\nx")),
                raw("half a chunk", Raw.says(ok + "Transfer-Encoding: chunked\r\n\r\n10\r\nx")),
                raw("another protocol", Raw.says("HTTP/1.1 101 Switching\r\nUpgrade: h2c\r\n\r\n")),
                raw("headers without end", Raw.endlessly(ok, "X-Flood: 0123456789abcdef\r\n")),
                raw("a header without end", Raw.endlessly(ok + "X: ", "0123456789abcdef")),
                raw("a status line without end", Raw.endlessly("HTTP/1.1 200 ", "OK")),
                raw("go on, without end", Raw.endlessly("", "HTTP/1.1 100 Continue\r\n\r\n")),
                raw("hints without end", Raw.endlessly("", "HTTP/1.1 103 Hints\r\n\r\n")),
                raw("empty lines without end", Raw.endlessly("", "\r\n")),
                raw(
                        "chunks without end",
                        Raw.endlessly(ok + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n")),
                raw(
                        "a chunk's length without end",
                        Raw.endlessly(ok + "Transfer-Encoding: chunked\r\n\r\n", "0")));
    }

    @TestFactory
    List<DynamicTest> redirects() {
        return List.of(
                blob("in a circle", Mirror.redirect("/data/index.json/../again")),
                blob("to itself", x -> Mirror.redirect(x.getRequestURI().toString()).give(x)),
                blob("to a file", Mirror.redirect("file:///etc/passwd")),
                blob("to FTP", Mirror.redirect("ftp://127.0.0.1/x")),
                blob("into a jar", Mirror.redirect("jar:http://127.0.0.1/x.jar!/x")),
                blob("to data", Mirror.redirect("data:,weights")),
                blob("off the machine", Mirror.redirect("http://192.168.0.1/x")),
                blob("with a password", Mirror.redirect("http://a:b@127.0.0.1/x")),
                blob("to no host", Mirror.redirect("http:///x")),
                blob("to what is no address", Mirror.redirect("http://[::")),
                blob("with odd letters", Mirror.redirect("http://\u001b[31m/")));
    }

    private DynamicTest blob(String what, Mirror.Answer answer) {
        return refused(
                what,
                () ->
                        new Mirror(
                                x -> {
                                    String path = x.getRequestURI().getPath();
                                    if (path.endsWith(weights.sha256()) || path.contains("again"))
                                        answer.give(x);
                                    else good.give(x);
                                }),
                mirror -> ((Mirror) mirror).uri().toString());
    }

    /** A part of the file is here; who asks for all of it is sent another one. */
    private DynamicTest rest(String what, Mirror.Answer answer) {
        return blob(
                what,
                x -> {
                    if (x.getRequestHeaders().containsKey("Range")) answer.give(x);
                    else Mirror.send(x, 200, new byte[WEIGHTS.length()]);
                });
    }

    private DynamicTest raw(String what, Raw.Words words) {
        return refused(what, () -> new Raw(words), raw -> ((Raw) raw).uri().toString());
    }

    private static byte[] cut(byte[] bytes, int less) {
        return Arrays.copyOf(bytes, bytes.length - less);
    }

    private static void promised(HttpExchange x, long length, byte[] body) throws IOException {
        x.sendResponseHeaders(200, length);
        x.getResponseBody().write(body);
        x.getResponseBody().flush();
        throw new IOException("the line breaks");
    }

    private static void silent(HttpExchange x) throws IOException {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    private static void stalled(HttpExchange x, byte[] body) throws IOException {
        x.sendResponseHeaders(200, body.length);
        x.getResponseBody().write(body, 0, 5000);
        x.getResponseBody().flush();
        silent(x);
    }

    private static void part(HttpExchange x, String range, byte[] body) throws IOException {
        x.getResponseHeaders().set("Content-Range", range);
        Mirror.send(x, 206, body);
    }

    private static void zipped(HttpExchange x, byte[] body) throws IOException {
        x.getResponseHeaders().set("Content-Encoding", "gzip");
        Mirror.send(x, 200, body);
    }

    private static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
