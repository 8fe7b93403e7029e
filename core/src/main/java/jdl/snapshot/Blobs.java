package jdl.snapshot;

import java.util.List;
import jdl.failure.Failure;
import jdl.proto.BlobProto;
import jdl.proto.BlobShape;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/** Tensors as messages, for what a state holds beside its history. */
public final class Blobs {

    private Blobs() {}

    public static List<BlobProto> protos(List<Tensor> tensors) {
        return tensors.stream().map(Blobs::proto).toList();
    }

    public static List<Tensor> tensors(List<BlobProto> blobs) {
        return blobs.stream().map(Blobs::tensor).toList();
    }

    private static BlobProto proto(Tensor tensor) {
        var shape = BlobShape.newBuilder();
        for (int dim : tensor.shape().dims()) shape.addDim(dim);
        var blob = BlobProto.newBuilder().setShape(shape);
        for (int i = 0; i < tensor.size(); i++) blob.addData(tensor.get(i));
        return blob.build();
    }

    private static Tensor tensor(BlobProto blob) {
        List<Long> dims = blob.getShape().getDimList();
        if (BlobReader.count(dims) != blob.getDataCount())
            throw new Failure(
                    Failure.Kind.CORRUPT,
                    "solver state: has a blob of shape %s, but with %d values"
                            .formatted(dims, blob.getDataCount()));
        Tensor tensor = Tensor.zeros(Shape.of(dims));
        for (int i = 0; i < tensor.size(); i++) tensor.set(i, blob.getData(i));
        return tensor;
    }
}
