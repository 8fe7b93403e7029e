package jdl.data;

import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;

/** The kinds of source that are installed, and the sources opened so far: each is read once. */
public final class Sources {

    private final Map<String, SourceType> types = new TreeMap<>();
    private final Map<String, Source> opened = new ConcurrentHashMap<>();

    public Sources(Iterable<? extends SourceType> types) {
        for (SourceType type : types) this.types.put(type.scheme(), type);
    }

    /** Every kind on the class path. */
    public static Sources installed() {
        return new Sources(ServiceLoader.load(SourceType.class, SourceType.class.getClassLoader()));
    }

    public Collection<SourceType> types() {
        return types.values();
    }

    /** Opens "scheme:rest". */
    public Source open(String written) {
        int colon = written.indexOf(':');
        // One letter before a colon is a drive, and a colon behind a slash belongs to a name.
        if (colon < 2 || written.substring(0, colon).matches(".*[/\\\\].*"))
            throw noScheme(written);
        SourceType type = types.get(written.substring(0, colon));
        if (type == null) throw unknown(written.substring(0, colon), written);
        return opened.computeIfAbsent(written, key -> type.open(written.substring(colon + 1)));
    }

    private Failure noScheme(String written) {
        return Failure.config(
                ("source \"%s\" does not say what kind it is, and this build reads no LMDB or LevelDB"
                                + " yet\n"
                                + "    use the same data in another form: --alias %s=idx:DIR/train\n"
                                + "    or --set layer[NAME].data_param.source=...; %s")
                        .formatted(written, written, known()));
    }

    private Failure unknown(String scheme, String written) {
        String nearest = DidYouMean.among(types.keySet(), scheme);
        return Failure.config(
                "source \"%s\": unknown kind \"%s\"%s\n    %s"
                        .formatted(written, scheme, nearest, known()));
    }

    private String known() {
        return types.values().stream()
                .map(SourceType::example)
                .collect(Collectors.joining(", ", "known kinds: ", ""));
    }
}
