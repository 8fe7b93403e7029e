package jdl.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import jdl.data.tool.FeatureFormat;
import jdl.failure.Failure;
import jdl.file.FileName;

/** Where the features of each blob go to, and the keys of the records. */
record FeaturePlaces(FeatureFormat format, Map<String, Path> files, Path keys) {

    FeaturePlaces {
        files = Map.copyOf(files);
    }

    static FeaturePlaces of(Path out, Optional<FeatureFormat> wish, List<String> blobs) {
        Optional<FeatureFormat> ending = ending(out);
        if (ending.isPresent() && blobs.size() > 1)
            throw Failure.config(
                    "option --out: %s is one file, but there are %d blobs\n    give a folder"
                            .formatted(out, blobs.size()));
        if (ending.isPresent() && wish.isPresent() && !ending.equals(wish))
            throw Failure.config(
                    "options --out and --format: %s is no name of %s"
                            .formatted(out, wish.get().toString().toLowerCase(Locale.ROOT)));
        if (ending.isPresent())
            return new FeaturePlaces(
                    ending.get(),
                    Map.of(blobs.get(0), out),
                    FileName.folder(out).resolve("keys.txt"));
        FeatureFormat format = wish.orElse(FeatureFormat.NPY);
        Map<String, Path> files = new LinkedHashMap<>();
        for (String blob : blobs)
            if (files.containsValue(out.resolve(name(blob) + suffix(format))))
                throw Failure.config("option --blobs: \"%s\" is named twice".formatted(blob));
            else files.put(blob, out.resolve(name(blob) + suffix(format)));
        return new FeaturePlaces(format, files, out.resolve("keys.txt"));
    }

    private static Optional<FeatureFormat> ending(Path out) {
        String name = FileName.of(out).toLowerCase(Locale.ROOT);
        if (name.endsWith(".npy")) return Optional.of(FeatureFormat.NPY);
        return name.matches(".*\\.(h5|hdf5)") ? Optional.of(FeatureFormat.H5) : Optional.empty();
    }

    private static String suffix(FeatureFormat format) {
        return switch (format) {
            case NPY -> ".npy";
            case H5 -> ".h5";
            case LMDB -> "";
        };
    }

    /** A name that every file system takes. */
    static String name(String blob) {
        return blob.replace('/', '.').replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
