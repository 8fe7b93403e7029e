package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.failure.DidYouMean;
import jdl.failure.Failure;
import jdl.file.NpzFile;
import jdl.proto.SourceParameter;
import jdl.tensor.Tensor;

/** Arrays of NumPy in one file: all of them, or those named, in the order of the tops. */
@AutoService(SourceType.class)
public final class NpzType implements SourceType {

    @Override
    public String scheme() {
        return "npz";
    }

    @Override
    public String example() {
        return "npz:FILE, npz:FILE,ARRAY,ARRAY";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        List<String> parts = Arrays.asList(rest.split(",", -1));
        Path path = DataFolder.ofUser().resolve(parts.get(0));
        Map<String, Tensor> tensors = NpzFile.read(path);
        List<String> names =
                parts.size() > 1 ? parts.subList(1, parts.size()) : List.copyOf(tensors.keySet());
        List<ArraySource.Rows> arrays = new ArrayList<>();
        for (String name : names) arrays.add(array(path, name, tensors));
        if (arrays.isEmpty()) throw Failure.config(path + ": holds no arrays");
        return new ArraySource(path.toString(), arrays);
    }

    private static ArraySource.Rows array(Path path, String name, Map<String, Tensor> tensors) {
        Tensor tensor =
                Optional.ofNullable(tensors.get(name))
                        .orElseThrow(() -> missing(path, name, tensors));
        if (tensor.shape().rank() == 0)
            throw Failure.config(
                    "%s: \"%s\" is one value and has no rows\n    name the arrays to read: npz:FILE,ARRAY,ARRAY"
                            .formatted(path, name));
        return ArraySource.InMemory.of(name, tensor);
    }

    private static Failure missing(Path path, String name, Map<String, Tensor> tensors) {
        return Failure.config(
                "%s: has no array \"%s\"%s\n    it has: %s"
                        .formatted(
                                path,
                                name,
                                DidYouMean.among(tensors.keySet(), name),
                                String.join(", ", tensors.keySet())));
    }
}
