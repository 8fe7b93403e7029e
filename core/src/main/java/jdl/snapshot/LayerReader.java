package jdl.snapshot;

import static com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import jdl.file.Damage;
import jdl.proto.LayerParameter;
import jdl.proto.V0LayerParameter;
import jdl.proto.V1LayerParameter;
import jdl.tensor.Tensor;

/** Reads the name, type and blobs of one layer, written in any of Caffe's three eras. */
final class LayerReader {

    /** The message a layer is written in, by the numbers of the fields that matter here. */
    enum Era {
        V0(
                "of 2013 (V0)",
                V0LayerParameter.NAME_FIELD_NUMBER,
                V0LayerParameter.TYPE_FIELD_NUMBER,
                V0LayerParameter.BLOBS_FIELD_NUMBER),
        V1(
                "of 2014 (V1)",
                V1LayerParameter.NAME_FIELD_NUMBER,
                V1LayerParameter.TYPE_FIELD_NUMBER,
                V1LayerParameter.BLOBS_FIELD_NUMBER),
        V2(
                "of today",
                LayerParameter.NAME_FIELD_NUMBER,
                LayerParameter.TYPE_FIELD_NUMBER,
                LayerParameter.BLOBS_FIELD_NUMBER);

        private final String title;
        private final int name;
        private final int type;
        private final int blobs;

        Era(String title, int name, int type, int blobs) {
            this.title = title;
            this.name = name;
            this.type = type;
            this.blobs = blobs;
        }

        String title() {
            return title;
        }
    }

    /** More than any layer has; an empty blob takes more memory than space in a file. */
    private static final int MOST = 10_000;

    private final List<BlobReader.Found> blobs = new ArrayList<>();
    private String name = "";
    private String type = "";

    private LayerReader() {}

    /** The layer; two where a fork of Caffe has one for what Caffe has two for. */
    static List<NamedLayer> read(CodedInputStream in, Era era) throws IOException {
        LayerReader layer = found(in, era);
        boolean raw = layer.blobs.stream().anyMatch(BlobReader.Found::raw);
        return ForeignBatchNorm.plain(layer.named(), raw);
    }

    /** The layer as it stands there, in a file that jdl wrote. */
    static NamedLayer own(CodedInputStream in, Era era) throws IOException {
        return found(in, era).named();
    }

    private static LayerReader found(CodedInputStream in, Era era) throws IOException {
        var layer = new LayerReader();
        try {
            Wire.message(in, layer.fields(era));
        } catch (IOException e) {
            throw Damage.in("layer \"" + layer.name + "\"", e);
        }
        return layer;
    }

    /** A layer that has been read as a message, as it is. */
    static NamedLayer of(LayerParameter message) throws IOException {
        var layer = new LayerReader();
        layer.name = message.getName();
        layer.type = message.getType();
        for (var blob : message.getBlobsList()) {
            var bytes = ByteString.newOutput();
            blob.writeDelimitedTo(bytes);
            layer.blob(bytes.toByteString().newCodedInput());
        }
        return layer.named();
    }

    private Wire.Field fields(Era era) {
        return (in, number, wire) -> {
            if (wire == WireFormat.WIRETYPE_VARINT) return number == era.type && enumType(in, era);
            if (wire != WIRETYPE_LENGTH_DELIMITED) return false;
            if (number == era.name) name = in.readString();
            else if (number == era.type) type = in.readString();
            else if (number == era.blobs) blob(in);
            else if (era == Era.V1 && number == V1LayerParameter.LAYER_FIELD_NUMBER)
                Wire.message(in, fields(Era.V0));
            else return false;
            return true;
        };
    }

    /** V1 gives the type as an enum; its value's name stands for it. */
    private boolean enumType(CodedInputStream in, Era era) throws IOException {
        if (era != Era.V1) return false;
        var value = V1LayerParameter.LayerType.forNumber(in.readEnum());
        if (value != null) type = value.name();
        return true;
    }

    private void blob(CodedInputStream in) throws IOException {
        if (blobs.size() == MOST) throw new Damage("has more than " + MOST + " blobs");
        try {
            blobs.add(BlobReader.read(in));
        } catch (IOException e) {
            throw Damage.in("blob " + blobs.size(), e);
        }
    }

    private NamedLayer named() {
        var data = blobs.stream().map(BlobReader.Found::data).toList();
        boolean anyDiff = blobs.stream().anyMatch(blob -> blob.diff().isPresent());
        var diffs = anyDiff ? blobs.stream().map(LayerReader::diff).toList() : List.<Tensor>of();
        boolean legacy = blobs.stream().anyMatch(BlobReader.Found::legacy);
        return new NamedLayer(name, type, data, diffs, legacy);
    }

    /** The diff, which is zero where others of the layer have one. */
    private static Tensor diff(BlobReader.Found blob) {
        return blob.diff().orElseGet(() -> Tensor.zeros(blob.data().shape()));
    }
}
