package jdl.zoo;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;

/** JSON of servers: plain trees, no deeper than needed, every key once. */
final class Json {

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(16)
                                                    .maxStringLength(1 << 20)
                                                    .maxNumberLength(20)
                                                    .build())
                                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                    .build();

    private final JsonNode node;
    private final String where;

    private Json(JsonNode node, String where) {
        this.node = node;
        this.where = where;
    }

    /** The object in some bytes; {@code where} they come from is told if they are none. */
    static Json read(ByteString bytes, String where) {
        try {
            return new Json(MAPPER.readTree(bytes.toByteArray()), where).object();
        } catch (JsonProcessingException e) {
            throw new Failure(Kind.INTEGRITY, where + ": is no JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new Failure(Kind.INTEGRITY, where + ": cannot be read: " + e.getMessage(), e);
        }
    }

    static ObjectNode object(String key, Object value) {
        return MAPPER.createObjectNode().putPOJO(key, value);
    }

    static ObjectNode empty() {
        return MAPPER.createObjectNode();
    }

    static ByteString write(JsonNode node) {
        try {
            return ByteString.copyFrom(MAPPER.writeValueAsBytes(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether there is something under a key; null is nothing. */
    boolean has(String key) {
        return node.hasNonNull(key);
    }

    String text(String key) {
        JsonNode value = node.path(key);
        if (!value.isTextual()) throw wrong(key, "a text");
        return value.textValue();
    }

    /** The text of a key that may be missing. */
    String textOr(String key, String other) {
        return has(key) ? text(key) : other;
    }

    long size(String key) {
        JsonNode value = node.path(key);
        if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0)
            throw wrong(key, "a number of bytes");
        return value.longValue();
    }

    Json child(String key) {
        return new Json(node.path(key), where + ": " + key).object();
    }

    List<Json> children(String key) {
        JsonNode value = node.path(key);
        if (!value.isArray()) throw wrong(key, "a list");
        Iterator<JsonNode> items = value.elements();
        return Stream.generate(items::next)
                .limit(value.size())
                .map(item -> new Json(item, where + ": " + key).object())
                .toList();
    }

    List<String> texts(String key) {
        JsonNode value = node.path(key);
        if (!value.isArray()) throw wrong(key, "a list");
        return StreamSupport.stream(value.spliterator(), false).map(JsonNode::asText).toList();
    }

    private Json object() {
        if (!node.isObject())
            throw new Failure(Kind.INTEGRITY, where + ": an object in braces expected");
        return this;
    }

    private Failure wrong(String key, String what) {
        return new Failure(Kind.INTEGRITY, "%s: \"%s\" should be %s".formatted(where, key, what));
    }
}
