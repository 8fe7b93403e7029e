package jdl.cli;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.Options;

/** The files that a net names, found beside the net where they are not found from here. */
final class NetFiles {

    /** A kind of source, which has more than the one letter of a drive, and what it reads. */
    private static final Pattern SOURCE = Pattern.compile("([a-z0-9]{2,}:)?(.*)", Pattern.DOTALL);

    private final Path net;

    private NetFiles(Path net) {
        this.net = net;
    }

    /** The net of {@code file} with paths that lead to its files. */
    static NetParameter located(NetParameter net, Path file) {
        var files = new NetFiles(file);
        var located = net.toBuilder();
        for (LayerParameter.Builder layer : located.getLayerBuilderList()) files.locate(layer);
        return located.build();
    }

    private void locate(Message.Builder settings) {
        for (var entry : settings.getAllFields().entrySet()) {
            FieldDescriptor field = entry.getKey();
            if (field.isRepeated()) continue;
            if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                var inner = ((Message) entry.getValue()).toBuilder();
                locate(inner);
                settings.setField(field, inner.build());
            } else if (field.getOptions().getExtension(Options.path))
                settings.setField(field, located((String) entry.getValue()));
        }
    }

    private String located(String written) {
        Matcher source = SOURCE.matcher(written);
        if (!source.matches()) return written;
        String kind = Optional.ofNullable(source.group(1)).orElse("");
        return kind
                + Arrays.stream(source.group(2).split(",", -1))
                        .map(this::path)
                        .collect(Collectors.joining(","));
    }

    private String path(String written) {
        try {
            Path path = Path.of(written);
            if (written.isEmpty() || written.startsWith("$") || Files.exists(path)) return written;
            Path beside = net.resolveSibling(path).normalize();
            // A path may be the beginning of names; then its folder tells.
            boolean named = path.getParent() != null && !hasFolder(path) && hasFolder(beside);
            boolean there = Files.exists(beside) || named;
            return there ? beside + (written.endsWith("/") ? "/" : "") : written;
        } catch (InvalidPathException e) {
            return written;
        }
    }

    private static boolean hasFolder(Path path) {
        Path folder = path.getParent();
        return folder != null && Files.isDirectory(folder);
    }
}
