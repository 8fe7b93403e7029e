package jdl.data;

import java.util.Collection;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.proto.DataParameter;
import jdl.proto.SourceParameter;

/** The kinds of source that are installed, and the sources opened so far: each is read once. */
public final class Sources {

    /** The rest of the machine computes, and lends a hand where a batch is late. */
    static final int READERS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final Map<String, SourceType> types = new TreeMap<>();
    private final Map<Written, Source> opened = new ConcurrentHashMap<>();
    private final Executor reader = idleThreads();

    public Sources(Iterable<? extends SourceType> types) {
        for (SourceType type : types) this.types.put(type.scheme(), type);
    }

    /** Every kind on the class path. */
    public static Sources installed() {
        return new Sources(ServiceLoader.load(SourceType.class, SourceType.class.getClassLoader()));
    }

    /** Some threads for what is read before it is asked for; they end when idle for a while. */
    Executor reader() {
        return reader;
    }

    private static Executor idleThreads() {
        ThreadFactory factory =
                work -> {
                    Thread thread = new Thread(work, "jdl-reader");
                    thread.setDaemon(true);
                    return thread;
                };
        var pool =
                new ThreadPoolExecutor(
                        READERS,
                        READERS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        factory);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    public Collection<SourceType> types() {
        return types.values();
    }

    /** A source as a config has it. */
    private record Written(String text, SourceParameter settings) {}

    /** Opens "scheme:rest". */
    public Source open(String written) {
        return open(written, SourceParameter.getDefaultInstance());
    }

    /** Opens "scheme:rest" in the way that the settings say. */
    public Source open(String written, SourceParameter settings) {
        return open(DataParameter.newBuilder().setSource(written).build(), settings);
    }

    /** Opens what the settings name: "scheme:rest", or a database of Caffe. */
    public Source open(DataParameter data, SourceParameter settings) {
        String written = data.getSource();
        if (!hasScheme(written)) written = Databases.withKind(data, elsewise(written));
        return openKind(written, settings);
    }

    /** One letter before a colon is a drive, and a colon behind a slash belongs to a name. */
    private static boolean hasScheme(String written) {
        int colon = written.indexOf(':');
        return colon >= 2 && !written.substring(0, colon).matches(".*[/\\\\].*");
    }

    private Source openKind(String written, SourceParameter settings) {
        int colon = written.indexOf(':');
        SourceType type = types.get(written.substring(0, colon));
        if (type == null) throw unknown(written.substring(0, colon), written);
        // What is done with the records makes no other source.
        var plain =
                settings.toBuilder()
                        .clearShuffle()
                        .clearRandSkip()
                        .clearOnBadRecord()
                        .clearMaxBadRecords()
                        .build();
        return opened.computeIfAbsent(
                new Written(written, plain), key -> type.open(written.substring(colon + 1), plain));
    }

    private String elsewise(String written) {
        return ("    give the same data in another form: --alias %s=idx:DIR/train\n"
                        + "    or --set layer[NAME].data_param.source=...; %s")
                .formatted(written, known());
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
