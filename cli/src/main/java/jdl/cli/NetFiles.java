package jdl.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;

/** The files that a net names, found beside the net where they are not found from here. */
final class NetFiles {

    private NetFiles() {}

    /** The net of {@code file} with paths that lead to its files. */
    static NetParameter located(NetParameter net, Path file) {
        var located = net.toBuilder();
        for (LayerParameter.Builder layer : located.getLayerBuilderList())
            locate(layer, written -> located(written, file));
        return located.build();
    }

    private static void locate(LayerParameter.Builder layer, UnaryOperator<String> located) {
        if (layer.getInfogainLossParam().hasSource()) {
            var infogain = layer.getInfogainLossParamBuilder();
            infogain.setSource(located.apply(infogain.getSource()));
        }
        if (layer.getTransformParam().hasMeanFile()) {
            var transform = layer.getTransformParamBuilder();
            transform.setMeanFile(located.apply(transform.getMeanFile()));
        }
    }

    private static String located(String written, Path net) {
        if (written.startsWith("$") || Files.exists(Path.of(written))) return written;
        Path beside = net.resolveSibling(written).normalize();
        return Files.exists(beside) ? beside.toString() : written;
    }
}
