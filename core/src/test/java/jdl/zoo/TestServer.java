package jdl.zoo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jdl.file.Digests;
import jdl.web.Mirror;

/** A server of files that takes PUT, with ETags, as WebDAV servers do; all is in memory. */
final class TestServer implements Mirror.Answer {

    final Map<String, byte[]> files = Collections.synchronizedMap(new TreeMap<>());
    private final Set<String> folders = Collections.synchronizedSet(new TreeSet<>(Set.of("/")));
    private final boolean etags;

    /** Whether requests have to show this. */
    Optional<String> secret = Optional.empty();

    TestServer(boolean etags) {
        this.etags = etags;
        folders.add("/data/");
    }

    @Override
    public void give(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (secret.isPresent() && !secret.get().equals(shown)) status(exchange, 401);
        else
            switch (exchange.getRequestMethod()) {
                case "HEAD", "GET" -> get(exchange);
                case "PUT" -> status(exchange, put(exchange, body));
                case "MKCOL" -> status(exchange, folders.add(path(exchange)) ? 201 : 405);
                default -> status(exchange, 405);
            }
    }

    /** The same, but files come in small parts with pauses between them. */
    void slowly(HttpExchange exchange) throws IOException {
        byte[] file = files.get(path(exchange));
        if (exchange.getRequestMethod().equals("GET") && file != null)
            Mirror.slowly(file).give(exchange);
        else give(exchange);
    }

    private static String path(HttpExchange exchange) {
        return exchange.getRequestURI().getPath();
    }

    private void get(HttpExchange exchange) throws IOException {
        byte[] file = files.get(path(exchange));
        if (file == null) {
            status(exchange, 404);
            return;
        }
        if (etags) exchange.getResponseHeaders().set("ETag", tag(file));
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + file.length);
            status(exchange, 200);
        } else Mirror.honest(file).give(exchange);
    }

    private synchronized int put(HttpExchange exchange, byte[] body) {
        String path = path(exchange);
        if (!folders.contains(path.substring(0, path.lastIndexOf('/') + 1))) return 409;
        byte[] old = files.get(path);
        String match = exchange.getRequestHeaders().getFirst("If-Match");
        String none = exchange.getRequestHeaders().getFirst("If-None-Match");
        if (match != null && (old == null || !match.equals(tag(old)))) return 412;
        if (etags && none != null && old != null) return 412;
        files.put(path, body);
        return old == null ? 201 : 204;
    }

    private static String tag(byte[] file) {
        return "\"" + Digests.sha256(Arrays.copyOf(file, file.length)).substring(0, 16) + "\"";
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }
}
