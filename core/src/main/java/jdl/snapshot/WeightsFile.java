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
import java.util.Optional;
import java.util.function.Consumer;
import jdl.file.Damage;
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

    /** More than any net has; an empty layer takes more memory than space in a file. */
    private static final int MOST = 100_000;

    private final SealedFile file;
    private final Consumer<NamedLayer> layers;
    private String netName = "";
    private boolean own;
    private int count;

    private WeightsFile(Path path, Consumer<NamedLayer> layers) {
        this.file = new SealedFile(path, FileKind.WEIGHTS);
        this.layers = layers;
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

    /** Reads a file of jdl's or of a Caffe of any age, or of another format, by its content. */
    public static Weights read(Path path) {
        var layers = new ArrayList<NamedLayer>();
        Weights rest = walk(path, layers::add);
        return new Weights(rest.netName(), layers, rest.sha256());
    }

    /**
     * Reads likewise, but hands over layer by layer, so that where the format allows no more than
     * one is in memory. Whether the file is whole shows at its end. Returns its SHA-256.
     */
    public static ByteString each(Path path, Consumer<NamedLayer> layers) {
        return walk(path, layers).sha256();
    }

    /** Hands over the layers; returns the rest. */
    static Weights walk(Path path, Consumer<NamedLayer> layers) {
        Optional<Weights> other = ofOtherFormat(path);
        if (other.isPresent()) {
            other.get().layers().forEach(layers);
            return other.get();
        }
        var reader = new WeightsFile(path, layers);
        ByteString sha256 = reader.read();
        return new Weights(reader.netName, List.of(), sha256);
    }

    private static Optional<Weights> ofOtherFormat(Path path) {
        return switch (FileKind.of(path)) {
            case HDF5 -> Optional.of(Hdf5Weights.read(path));
            case SAFETENSORS -> Optional.of(SafetensorsWeights.read(path));
            case NPZ -> Optional.of(NpzWeights.read(path));
            default -> Optional.empty();
        };
    }

    private ByteString read() {
        ByteString sha256 = file.read(this::field);
        if (count == 0) throw file.damaged("it holds no layers");
        return sha256;
    }

    private boolean field(CodedInputStream in, int number, int type) throws IOException {
        if (type != WIRETYPE_LENGTH_DELIMITED) return false;
        own |= number == NetParameter.SEAL_FIELD_NUMBER;
        switch (number) {
            case NetParameter.NAME_FIELD_NUMBER -> netName = in.readString();
            case NetParameter.LAYER_FIELD_NUMBER -> layer(in, Era.V2);
            case NetParameter.LAYERS_FIELD_NUMBER -> layer(in, Era.V1);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void layer(CodedInputStream in, Era era) throws IOException {
        if (count++ == MOST) throw new Damage("has more than " + MOST + " layers");
        if (own) layers.accept(LayerReader.own(in, era)); // a seal stands before all else
        else LayerReader.read(in, era).forEach(layers);
    }
}
