package jdl.zoo;

import com.google.protobuf.ByteString;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdl.file.Digests;
import jdl.web.Mirror;

/** A registry in memory that takes the OCI distribution protocol at its word. */
final class TestRegistry implements AutoCloseable {

    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final Pattern BLOB = Pattern.compile("/v2/(.+)/blobs/(sha256:[0-9a-f]{64})");
    private static final Pattern UPLOADS = Pattern.compile("/v2/(.+)/blobs/uploads/");
    private static final Pattern UPLOAD = Pattern.compile("/v2/(.+)/blobs/uploads/(\\d+)");
    private static final Pattern TAG = Pattern.compile("/v2/(.+)/manifests/([\\w.-]+)");
    private static final Pattern TAGS = Pattern.compile("/v2/(.+)/tags/list");

    /** By repository and digest. */
    final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    /** By repository and tag. */
    final Map<String, byte[]> manifests = new ConcurrentSkipListMap<>();

    /** Method, path and Authorization of each request. */
    final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** From where blobs were asked for that were not wanted from the beginning. */
    final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

    private final Mirror server = new Mirror(this::answer);
    private final Map<String, String> uploads = new ConcurrentHashMap<>();

    /** What the tests change of it: by path, what is answered instead. */
    final Map<String, Mirror.Answer> instead = new ConcurrentHashMap<>();

    /** The value of Authorization that is wanted, and the challenge of those without. */
    volatile Optional<String> wanted = Optional.empty();

    volatile String challenge = "";
    volatile boolean catalogue = true;
    volatile int page = 1000;
    volatile String place = "";
    volatile String digestHeader = "";

    URI uri() {
        return server.uri().resolve("/");
    }

    /** Its address as users write it. */
    String address() {
        return "oci://" + uri().getAuthority() + "/models";
    }

    long uploads() {
        return asked.stream().filter(line -> line.matches("PUT /v2/.*/blobs/uploads/.*")).count();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String shown = header(exchange, "Authorization");
        asked.add(exchange.getRequestMethod() + " " + path + " " + shown);
        if (instead.containsKey(path)) instead.get(path).give(exchange);
        else if (wanted.isPresent() && !wanted.get().equals(shown)) {
            exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
            error(exchange, 401, "UNAUTHORIZED");
        } else answer(exchange, exchange.getRequestMethod(), path);
    }

    private void answer(HttpExchange exchange, String method, String path) throws IOException {
        Matcher blob = BLOB.matcher(path);
        Matcher upload = UPLOAD.matcher(path);
        Matcher start = UPLOADS.matcher(path);
        Matcher tag = TAG.matcher(path);
        Matcher tags = TAGS.matcher(path);
        if (blob.matches()) blob(exchange, blob.group(1) + " " + blob.group(2));
        else if (method.equals("POST") && start.matches()) start(exchange, start.group(1));
        else if (method.equals("PUT") && upload.matches())
            upload(exchange, upload.group(1), upload.group(2));
        else if (tag.matches() && method.equals("PUT")) put(exchange, tag.group(1), tag.group(2));
        else if (tag.matches()) get(exchange, tag.group(1) + " " + tag.group(2));
        else if (tags.matches()) tags(exchange, tags.group(1));
        else if (path.equals("/v2/_catalog") && catalogue) catalogue(exchange);
        else error(exchange, 404, "UNSUPPORTED");
    }

    private void blob(HttpExchange exchange, String key) throws IOException {
        byte[] bytes = blobs.get(key);
        if (bytes == null) error(exchange, 404, "BLOB_UNKNOWN");
        else if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", "" + bytes.length);
            exchange.sendResponseHeaders(200, -1);
        } else {
            String range = header(exchange, "Range");
            if (!range.isEmpty()) ranges.add(range);
            Mirror.honest(bytes).give(exchange);
        }
    }

    private void start(HttpExchange exchange, String repository) throws IOException {
        if (!header(exchange, "Content-Length").equals("0"))
            error(exchange, 400, "BLOB_UPLOAD_INVALID");
        else {
            String id = "" + uploads.size();
            uploads.put(id, repository);
            String path = place + "/v2/" + repository + "/blobs/uploads/" + id + "?state=a%2Fb";
            exchange.getResponseHeaders().set("Location", path);
            exchange.sendResponseHeaders(202, -1);
        }
    }

    private void upload(HttpExchange exchange, String repository, String id) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Map<String, String> query = query(exchange);
        boolean right =
                repository.equals(uploads.get(id))
                        && query.getOrDefault("state", "").equals("a/b")
                        && header(exchange, "Content-Type").equals("application/octet-stream")
                        && header(exchange, "Content-Length").equals("" + bytes.length);
        String digest = "sha256:" + Digests.sha256(bytes);
        if (!right) error(exchange, 400, "BLOB_UPLOAD_INVALID");
        else if (!query.getOrDefault("digest", "").equals(digest))
            error(exchange, 400, "DIGEST_INVALID");
        else {
            blobs.put(repository + " " + digest, bytes);
            exchange.getResponseHeaders().set("Location", "/v2/" + repository + "/blobs/" + digest);
            exchange.sendResponseHeaders(201, -1);
        }
    }

    private void put(HttpExchange exchange, String repository, String tag) throws IOException {
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        Json json = Json.read(ByteString.copyFrom(bytes), "manifest");
        List<Json> parts = new ArrayList<>(json.children("layers"));
        parts.add(json.child("config"));
        if (!header(exchange, "Content-Type").equals(MANIFEST)
                || !json.text("mediaType").equals(MANIFEST)
                || json.size("schemaVersion") != 2) error(exchange, 400, "MANIFEST_INVALID");
        else if (parts.stream().anyMatch(part -> !has(repository, part)))
            error(exchange, 404, "MANIFEST_BLOB_UNKNOWN");
        else {
            manifests.put(repository + " " + tag, bytes);
            exchange.getResponseHeaders()
                    .set("Docker-Content-Digest", "sha256:" + Digests.sha256(bytes));
            exchange.sendResponseHeaders(201, -1);
        }
    }

    private boolean has(String repository, Json part) {
        byte[] bytes = blobs.get(repository + " " + part.text("digest"));
        return bytes != null && bytes.length == part.size("size");
    }

    private void get(HttpExchange exchange, String key) throws IOException {
        byte[] bytes = manifests.get(key);
        if (bytes == null || !header(exchange, "Accept").contains(MANIFEST)) {
            error(exchange, 404, "MANIFEST_UNKNOWN");
            return;
        }
        String digest = "sha256:" + Digests.sha256(bytes);
        exchange.getResponseHeaders()
                .set("Docker-Content-Digest", digestHeader.isEmpty() ? digest : digestHeader);
        exchange.getResponseHeaders().set("Content-Type", MANIFEST);
        Mirror.send(exchange, 200, bytes);
    }

    private void tags(HttpExchange exchange, String repository) throws IOException {
        List<String> tags =
                manifests.keySet().stream()
                        .filter(key -> key.startsWith(repository + " "))
                        .map(key -> key.substring(repository.length() + 1))
                        .toList();
        if (tags.isEmpty()) error(exchange, 404, "NAME_UNKNOWN");
        else list(exchange, "tags", tags);
    }

    private void catalogue(HttpExchange exchange) throws IOException {
        var names = new TreeSet<String>();
        manifests.keySet().forEach(key -> names.add(key.substring(0, key.indexOf(' '))));
        list(exchange, "repositories", List.copyOf(names));
    }

    /** A page: what comes behind the name in "last". */
    private void list(HttpExchange exchange, String key, List<String> names) throws IOException {
        Map<String, String> query = query(exchange);
        int most = Math.min(page, Integer.parseInt(query.getOrDefault("n", "100")));
        String last = query.getOrDefault("last", "");
        List<String> rest = names.stream().sorted().filter(n -> n.compareTo(last) > 0).toList();
        List<String> some = rest.subList(0, Math.min(most, rest.size()));
        if (some.size() < rest.size())
            exchange.getResponseHeaders()
                    .set(
                            "Link",
                            "<%s?last=%s&n=%d>; rel=\"next\""
                                    .formatted(
                                            exchange.getRequestURI().getPath(),
                                            some.get(some.size() - 1),
                                            most));
        String list = some.stream().map(n -> '"' + n + '"').collect(Collectors.joining(","));
        String json = "{\"" + key + "\":[" + list + "]}";
        Mirror.send(exchange, 200, json.getBytes(StandardCharsets.UTF_8));
    }

    static void error(HttpExchange exchange, int status, String code) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body =
                ("{\"errors\":[{\"code\":\"" + code + "\",\"message\":\"m\"}]}")
                        .getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) exchange.getResponseBody().write(body);
    }

    static String header(HttpExchange exchange, String name) {
        return exchange.getRequestHeaders().getOrDefault(name, List.of("")).get(0);
    }

    static Map<String, String> query(HttpExchange exchange) {
        Map<String, String> query = new TreeMap<>();
        String raw = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        for (String part : raw.split("&", -1)) {
            String[] two = part.split("=", 2);
            if (two.length == 2)
                query.put(two[0], URLDecoder.decode(two[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    @Override
    public void close() {
        server.close();
    }
}
