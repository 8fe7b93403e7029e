package jdl.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jdl.data.tool.FeatureFormat;
import jdl.failure.Failure;
import jdl.file.FileName;

/**
 * Where features go to, and the keys of the records.
 *
 * @param files one for each blob, in their order
 */
record FeaturePlaces(FeatureFormat format, List<Path> files, Path keys) {

    FeaturePlaces {
        files = List.copyOf(files);
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
                    ending.get(), List.of(out), FileName.folder(out).resolve("keys.txt"));
        FeatureFormat format = wish.orElse(FeatureFormat.NPY);
        List<Path> files = new ArrayList<>();
        for (String blob : blobs) {
            Path file = out.resolve(name(blob) + suffix(format));
            if (files.contains(file))
                throw Failure.config("option --blobs: \"%s\" is named twice".formatted(blob));
            files.add(file);
        }
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
