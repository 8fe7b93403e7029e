package jdl.snapshot;

import com.google.protobuf.CodedInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jdl.failure.Failure;
import jdl.file.Damage;
import jdl.file.Trouble;
import jdl.proto.BatchNormParameter;
import jdl.proto.LayerParameter;
import jdl.proto.NetParameter;
import jdl.proto.ScaleParameter;

/**
 * A weights file as a whole message, so that nothing in it is lost on the way, with what a fork of
 * Caffe says in its own manner turned into Caffe's.
 *
 * @param dialect what the file is written in
 * @param notes what was changed for that
 */
public record ModelFile(NetParameter net, Dialect dialect, List<String> notes) {

    /** NVCaffe's blobs in a form of their own, and the fields that make a Scale of a BatchNorm. */
    private static final int RAW_DATA = 12;

    private static final List<Integer> SCALE_FILLER_TO_SCALE_BIAS = List.of(5, 6, 7);

    public ModelFile {
        notes = List.copyOf(notes);
    }

    /**
     * Reads a file of any age.
     *
     * @param chosen the dialect, where the file's own signs are not to be trusted
     */
    public static ModelFile read(Path file, Optional<Dialect> chosen) {
        var table = DialectTable.known();
        Dialect dialect = chosen.orElseGet(() -> evidence(file, table).dialect());
        try (var stream = open(file)) {
            var in = CodedInputStream.newInstance(stream);
            in.setSizeLimit(Integer.MAX_VALUE);
            NetParameter net = NetParameter.parser().parsePartialFrom(in);
            if (net.getLayerCount() + net.getLayersCount() == 0)
                throw new Damage("it holds no layers");
            return translated(net, table, dialect);
        } catch (IOException e) {
            throw failure(file, e);
        }
    }

    /** What in a weights file is not Caffe's own. */
    static DialectEvidence evidence(Path file, DialectTable table) {
        var sealed = new SealedFile(file, FileKind.WEIGHTS);
        var evidence = new DialectEvidence(table);
        sealed.read(evidence.fieldsOf(NetParameter.getDescriptor()));
        return evidence;
    }

    private static InputStream open(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    private static Failure failure(Path file, IOException e) {
        return Damage.is(e)
                ? new SealedFile(file, FileKind.WEIGHTS).damaged(Damage.words(e))
                : Trouble.reading(file, e);
    }

    private static ModelFile translated(NetParameter net, DialectTable table, Dialect dialect)
            throws IOException {
        List<String> notes = new ArrayList<>();
        if (dialect != Dialect.BVLC) notes.add("is of " + dialect.title());
        var translation = new DialectTranslation(table, dialect);
        var caffe = (NetParameter) translation.translated(net);
        translation.dropped().forEach(field -> notes.add(field + ", which Caffe lacks, is gone"));
        if (!caffe.isInitialized())
            throw new Damage(
                    String.join(", ", caffe.findInitializationErrors())
                            + " is missing; a fork of Caffe may mean something else: --dialect");
        if (net.hasSeal()) return new ModelFile(caffe, dialect, notes); // jdl has no forms of forks
        var plain = caffe.toBuilder().clearLayer();
        for (LayerParameter layer : caffe.getLayerList())
            plain.addAllLayer(plain(layer, dialect == Dialect.NVIDIA, notes));
        return new ModelFile(plain.build(), dialect, notes);
    }

    /** A layer with its blobs in Caffe's form. */
    private static List<LayerParameter> plain(
            LayerParameter layer, boolean nvidia, List<String> notes) throws IOException {
        boolean raw =
                layer.getBlobsList().stream()
                        .anyMatch(b -> b.getUnknownFields().hasField(RAW_DATA));
        if (!raw && !layer.getType().equals("BatchNorm")) return List.of(layer);
        NamedLayer found = LayerReader.of(layer);
        List<NamedLayer> named = ForeignBatchNorm.plain(found, nvidia || raw);
        if (!raw && named.contains(found)) return List.of(layer);
        var first = layer.toBuilder().clearBlobs().addAllBlobs(Blobs.protos(named.get(0).blobs()));
        if (named.size() == 1) return List.of(first.build());
        notes.add("BatchNorm \"" + layer.getName() + "\" has become a BatchNorm and a Scale");
        first.setBatchNormParam(withoutScale(layer.getBatchNormParam()));
        return List.of(first.build(), scale(layer, named.get(1)));
    }

    private static BatchNormParameter withoutScale(BatchNormParameter settings) {
        var unknown = settings.getUnknownFields().toBuilder();
        SCALE_FILLER_TO_SCALE_BIAS.forEach(unknown::clearField);
        return settings.toBuilder().setUnknownFields(unknown.build()).build();
    }

    private static LayerParameter scale(LayerParameter norm, NamedLayer scale) {
        return LayerParameter.newBuilder()
                .setName(scale.name())
                .setType(scale.type())
                .addAllBottom(norm.getTopList())
                .addAllTop(norm.getTopList())
                .setScaleParam(ScaleParameter.newBuilder().setBiasTerm(true))
                .addAllBlobs(Blobs.protos(scale.blobs()))
                .build();
    }
}
