package jdl.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on the loop-back address that does as told and remembers what it was asked. */
public final class Mirror implements AutoCloseable {

    private static final int PART = 8000;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    public final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    public interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    public Mirror(Answer answer) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(
                            exchange.getRequestURI()
                                    + " "
                                    + exchange.getRequestHeaders()
                                            .getOrDefault("Range", List.of()));
                    try (exchange) {
                        answer.give(exchange);
                    }
                });
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/data/");
    }

    /** Sends all of it, or from where the client wants to go on. */
    public static Answer honest(byte[] file) {
        return exchange -> {
            List<String> range = exchange.getRequestHeaders().getOrDefault("Range", List.of());
            if (range.isEmpty()) send(exchange, 200, file);
            else {
                int from = Integer.parseInt(range.get(0).replaceAll("bytes=(\\d+)-", "$1"));
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
                send(exchange, 206, Arrays.copyOfRange(file, from, file.length));
            }
        };
    }

    /** Sends all of it, or from where the client wants to go on, with a pause now and then. */
    public static Answer slowly(byte[] file) {
        return exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
            if (range != null)
                exchange.getResponseHeaders()
                        .set(
                                "Content-Range",
                                "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
            exchange.sendResponseHeaders(range == null ? 200 : 206, file.length - from);
            for (int i = from; i < file.length; i += PART) {
                exchange.getResponseBody().write(file, i, Math.min(PART, file.length - i));
                exchange.getResponseBody().flush();
                pause();
            }
        };
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    public static Answer redirect(String location) {
        return exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(302, -1);
        };
    }

    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
