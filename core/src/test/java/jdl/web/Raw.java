package jdl.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A listener on the loop-back address that says what it likes, HTTP or not. */
public final class Raw implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    public interface Words {
        void to(OutputStream out) throws IOException;
    }

    public Raw(Words words) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(
                () -> {
                    while (!socket.isClosed()) accept(words);
                });
    }

    public static Words says(String words) {
        return out -> out.write(words.getBytes(ISO_8859_1));
    }

    /** The same again and again, as long as somebody listens. */
    public static Words endlessly(String first, String again) {
        return out -> {
            out.write(first.getBytes(ISO_8859_1));
            byte[] bytes = again.repeat(1 + 8000 / again.length()).getBytes(ISO_8859_1);
            while (!Thread.currentThread().isInterrupted()) out.write(bytes);
        };
    }

    private void accept(Words words) {
        try {
            Socket client = socket.accept();
            threads.execute(() -> answer(client, words));
        } catch (IOException e) {
            // closed
        }
    }

    /** Hears the head of the request out, or the answer would be taken for a broken line. */
    private static void answer(Socket client, Words words) {
        try (client) {
            var in = client.getInputStream();
            int ends = 0;
            for (int c = in.read(); c >= 0; c = ends < 2 ? in.read() : -1)
                ends = c == '\n' ? ends + 1 : c == '\r' ? ends : 0;
            words.to(client.getOutputStream());
            client.getOutputStream().flush();
        } catch (IOException e) {
            // the client has heard enough
        }
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/data/");
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.shutdownNow();
    }
}
