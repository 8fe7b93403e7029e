package jdl.snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import jdl.file.NpzFile;
import jdl.file.Trouble;
import jdl.file.hdf5.Hdf5File;
import jdl.tensor.Shape;
import jdl.tensor.Tensor;

/**
 * What a file is by its content, and what it holds.
 *
 * @param facts by name, in the order to tell them in
 * @param parts what has a shape in it
 */
public record Inspection(String what, Map<String, String> facts, List<Part> parts) {

    /** A layer of a weights file, or an array. */
    public record Part(String name, String type, List<Shape> shapes) {

        public Part {
            shapes = List.copyOf(shapes);
        }

        /** Numbers in all shapes together. */
        public long numbers() {
            return shapes.stream().mapToLong(Shape::count).sum();
        }
    }

    public Inspection {
        parts = List.copyOf(parts);
    }

    /**
     * Looks into a file; {@link jdl.failure.Failure} where it is damaged.
     *
     * @param dialect the one that was chosen, if any
     */
    public static Inspection of(Path file, Optional<Dialect> dialect) {
        if (Files.isDirectory(file)) return folder(file);
        FileKind kind = FileKind.of(file);
        return switch (kind) {
            case WEIGHTS -> weights(file, dialect);
            case SAFETENSORS -> named(file, "safetensors");
            case NPZ -> npz(file);
            case HDF5 -> hdf5(file);
            case STATE -> state(file);
            case MEAN -> mean(file);
            default -> new Inspection(kind.words(), Map.of(), List.of());
        };
    }

    private static Inspection folder(Path folder) {
        String what = "a folder";
        if (Files.exists(folder.resolve("data.mdb"))) what = "an LMDB";
        else if (Files.exists(folder.resolve("CURRENT"))) what = "a LevelDB";
        return new Inspection(what, Map.of(), List.of());
    }

    private static Inspection weights(Path file, Optional<Dialect> dialect) {
        var evidence = ModelFile.evidence(file, DialectTable.known());
        List<Part> parts = new ArrayList<>();
        var net = WeightsFile.walk(file, layer -> parts.add(part(layer)));
        Map<String, String> facts = new LinkedHashMap<>();
        if (!net.netName().isEmpty()) facts.put("net", net.netName());
        evidence.era().ifPresent(era -> facts.put("form", era.title()));
        facts.put("dialect", dialect.orElse(evidence.dialect()).title());
        evidence.signs().forEach((sign, who) -> facts.put(sign, "of " + words(who)));
        facts.put("seal", seal(file));
        return new Inspection("weights", facts, parts);
    }

    private static String words(Collection<Dialect> dialects) {
        return dialects.stream().map(Dialect::word).collect(Collectors.joining(", "));
    }

    private static Inspection hdf5(Path file) {
        FileKind kind;
        try (var opened = Hdf5File.open(file)) {
            kind = FileKind.of(opened.root());
        }
        return switch (kind) {
            case WEIGHTS -> named(file, "HDF5");
            case STATE -> state(file);
            default -> new Inspection(kind.words(), Map.of(), List.of());
        };
    }

    /** Arrays may be data as well as weights, so they are told as they are named. */
    private static Inspection npz(Path file) {
        List<Part> parts = new ArrayList<>();
        NpzFile.read(file).forEach((n, t) -> parts.add(new Part(n, "", List.of(t.shape()))));
        return new Inspection("NumPy arrays", Map.of("form", "npz"), parts);
    }

    private static Inspection named(Path file, String form) {
        var weights = WeightsFile.read(file);
        Map<String, String> facts = new LinkedHashMap<>();
        if (!weights.netName().isEmpty()) facts.put("net", weights.netName());
        facts.put("form", form);
        var parts = weights.layers().stream().map(Inspection::part).toList();
        return new Inspection("weights", facts, parts);
    }

    private static Inspection state(Path file) {
        State state = StateFile.read(file);
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("iteration", String.valueOf(state.iter()));
        facts.put("weights", state.learnedNet());
        facts.put("current_step", String.valueOf(state.currentStep()));
        boolean exact = state.extra().isPresent();
        facts.put(
                "resume", exact ? "exact (written by jdl)" : "as Caffe does, from the first batch");
        if (!FileKind.isHdf5(file)) facts.put("seal", seal(file));
        List<Part> parts = new ArrayList<>();
        for (Tensor tensor : state.history())
            parts.add(new Part("history/" + parts.size(), "", List.of(tensor.shape())));
        return new Inspection("a solver state", facts, parts);
    }

    private static Inspection mean(Path file) {
        Tensor tensor = BlobReader.whole(new SealedFile(file, FileKind.MEAN)).data();
        var part = new Part("mean", "", List.of(tensor.shape()));
        return new Inspection("a BlobProto, such as an image mean", Map.of(), List.of(part));
    }

    private static Part part(NamedLayer layer) {
        var shapes = layer.blobs().stream().map(Tensor::shape).toList();
        return new Part(layer.name(), layer.type(), shapes);
    }

    /** A broken seal would not have come so far. */
    private static String seal(Path file) {
        try (var in = Files.newInputStream(file)) {
            boolean sealed = SealedFile.begins(in.readNBytes(FileKind.HEAD));
            return sealed ? "whole" : "none; jdl did not write it";
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }
}
