package jdl.snapshot;

import static com.google.protobuf.CodedOutputStream.computeStringSize;
import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jdl.file.Disk;
import jdl.file.RealDisk;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.snapshot.LayerReader.Era;

/** A {@code .caffemodel}: a NetParameter of which the layers' names, types and blobs matter. */
public final class WeightsFile {

    private static final int NAME = LayerParameter.NAME_FIELD_NUMBER;
    private static final int TYPE = LayerParameter.TYPE_FIELD_NUMBER;
    private static final int BLOBS = LayerParameter.BLOBS_FIELD_NUMBER;

    private final SealedFile file;
    private final List<NamedLayer> layers = new ArrayList<>();
    private String netName = "";

    private WeightsFile(Path path) {
        this.file = new SealedFile(path, FileKind.WEIGHTS);
    }

    /** Writes a file that Caffe reads; returns its SHA-256. */
    public static ByteString write(Path path, String netName, List<NamedLayer> layers) {
        return write(new RealDisk(), path, netName, layers);
    }

    static ByteString write(Disk disk, Path path, String netName, List<NamedLayer> layers) {
        long size = computeStringSize(NetParameter.NAME_FIELD_NUMBER, netName);
        for (var layer : layers)
            size += BlobWriter.delimited(NetParameter.LAYER_FIELD_NUMBER, size(layer));
        SealedFile.Body body =
                out -> {
                    out.writeString(NetParameter.NAME_FIELD_NUMBER, netName);
                    for (var layer : layers) write(out, layer);
                };
        return new SealedFile(path, FileKind.WEIGHTS).write(disk, size, body);
    }

    /** Writes a whole message, with all that its layers say of themselves; returns its SHA-256. */
    public static ByteString write(Path path, NetParameter net) {
        NetParameter bare = net.toBuilder().clearSeal().build();
        return new SealedFile(path, FileKind.WEIGHTS)
                .write(new RealDisk(), bare.getSerializedSize(), bare::writeTo);
    }

    private static long size(NamedLayer layer) {
        return computeStringSize(NAME, layer.name())
                + computeStringSize(TYPE, layer.type())
                + BlobWriter.size(BLOBS, layer.blobs(), layer.diffs());
    }

    private static void write(CodedOutputStream out, NamedLayer layer) throws IOException {
        BlobWriter.head(out, NetParameter.LAYER_FIELD_NUMBER, size(layer));
        out.writeString(NAME, layer.name());
        out.writeString(TYPE, layer.type());
        BlobWriter.write(out, BLOBS, layer.blobs(), layer.diffs());
    }

    /** Reads a file of jdl's or of a Caffe of any age. */
    public static Weights read(Path path) {
        if (FileKind.isHdf5(path)) return Hdf5Weights.read(path);
        var reader = new WeightsFile(path);
        ByteString sha256 = reader.file.read(reader::field);
        if (reader.layers.isEmpty()) throw reader.file.damaged("it holds no layers");
        return new Weights(reader.netName, reader.layers, sha256);
    }

    private boolean field(CodedInputStream in, int number, int type) throws IOException {
        if (type != WIRETYPE_LENGTH_DELIMITED) return false;
        switch (number) {
            case NetParameter.NAME_FIELD_NUMBER -> netName = in.readString();
            case NetParameter.LAYER_FIELD_NUMBER -> layers.add(LayerReader.read(in, Era.V2));
            case NetParameter.LAYERS_FIELD_NUMBER -> layers.add(LayerReader.read(in, Era.V1));
            default -> {
                return false;
            }
        }
        return true;
    }
}
