package jdl.web;

import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.TreeMap;

/** One request: what is asked of which address, with which headers and body. */
public record Ask(String method, URI uri, Map<String, String> headers, BodyPublisher body) {

    public Ask {
        headers = Map.copyOf(headers);
    }

    public static Ask of(String method, URI uri) {
        return new Ask(method, uri, Map.of(), BodyPublishers.noBody());
    }

    public Ask with(String header, String value) {
        Map<String, String> all = new TreeMap<>(headers);
        all.put(header, value);
        return new Ask(method, uri, all, body);
    }

    public Ask with(BodyPublisher other) {
        return new Ask(method, uri, headers, other);
    }

    Ask at(URI other) {
        return new Ask(method, other, headers, body);
    }
}
