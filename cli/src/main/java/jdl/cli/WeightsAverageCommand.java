package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import jdl.failure.Failure;
import jdl.snapshot.NamedLayer;
import jdl.snapshot.Weights;
import jdl.snapshot.WeightsFile;
import jdl.tensor.Tensor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code jdl weights average}: the mean of several weights files of one net. */
@Command(
        name = "average",
        description = {
            "Write the mean of the weights of one net at several times, which often tests better than"
                    + " any of them.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  jdl weights average a_iter_8000.caffemodel a_iter_9000.caffemodel --out a.caffemodel"
        })
final class WeightsAverageCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Weights.")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where to write.")
    private Path out = Path.of("");

    @Mixin private WeightsOut format = new WeightsOut();

    @Override
    public Integer call() {
        format.check(out);
        List<Weights> all = files.stream().map(WeightsFile::read).toList();
        List<NamedLayer> layers = new ArrayList<>();
        for (NamedLayer layer : all.get(0).layers()) layers.add(average(layer, all));
        format.write(out, all.get(0).netName(), layers);
        return 0;
    }

    private NamedLayer average(NamedLayer first, List<Weights> all) {
        List<List<Tensor>> found = new ArrayList<>();
        for (int f = 0; f < all.size(); f++) found.add(blobs(first, all.get(f), files.get(f)));
        List<Tensor> means = new ArrayList<>();
        for (int b = 0; b < first.blobs().size(); b++) {
            int blob = b;
            means.add(mean(found.stream().map(blobs -> blobs.get(blob)).toList()));
        }
        return new NamedLayer(first.name(), first.type(), means, List.of(), first.legacy());
    }

    private static List<Tensor> blobs(NamedLayer first, Weights other, Path file) {
        return other.layers().stream()
                .filter(layer -> layer.name().equals(first.name()))
                .filter(layer -> sizes(layer).equals(sizes(first)))
                .findFirst()
                .orElseThrow(
                        () ->
                                Failure.config(
                                        "%s: has no layer \"%s\" with the shapes of the first file"
                                                .formatted(file, first.name())))
                .blobs();
    }

    private static List<Integer> sizes(NamedLayer layer) {
        return layer.blobs().stream().map(Tensor::size).toList();
    }

    private static Tensor mean(List<Tensor> blobs) {
        Tensor mean = Tensor.zeros(blobs.get(0).shape());
        for (int i = 0; i < mean.size(); i++) {
            double sum = 0;
            for (Tensor blob : blobs) sum += blob.get(i);
            mean.set(i, (float) (sum / blobs.size()));
        }
        return mean;
    }
}
