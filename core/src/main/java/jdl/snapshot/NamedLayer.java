package jdl.snapshot;

import java.util.List;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * What a weights file holds of one layer: its blobs, and a diff for each blob or none at all. In
 * files of old Caffes ({@code legacy}) every shape has four axes, filled up with ones in front.
 */
public record NamedLayer(
        String name, String type, List<Tensor> blobs, List<Tensor> diffs, boolean legacy) {

    public NamedLayer {
        blobs = List.copyOf(blobs);
        diffs = List.copyOf(diffs);
        if (!diffs.isEmpty() && diffs.size() != blobs.size())
            throw new IllegalArgumentException(
                    name + ": " + blobs.size() + " blobs, " + diffs.size() + " diffs");
    }

    public NamedLayer(String name, String type, List<Tensor> blobs, List<Tensor> diffs) {
        this(name, type, blobs, diffs, false);
    }

    /** Whether a blob can be taken for one of a wanted shape, by Caffe's rule. */
    public boolean fits(int blob, Shape wanted) {
        Shape shape = blobs.get(blob).shape();
        if (!legacy || shape.rank() != 4 || wanted.rank() > 4) return shape.equals(wanted);
        int ones = 4 - wanted.rank();
        return shape.countTo(ones) == 1 && shape.slice(ones, 4).equals(wanted);
    }
}
