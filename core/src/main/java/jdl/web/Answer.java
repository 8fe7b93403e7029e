package jdl.web;

import com.google.protobuf.ByteString;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.Optional;

/**
 * What a server said to one request.
 *
 * @param uri where the answer came from, behind all redirects
 */
public record Answer(URI uri, int status, HttpHeaders headers, ByteString body) {

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    public String text() {
        return body.toStringUtf8();
    }
}
