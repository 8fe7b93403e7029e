package jdl.data.download;

import java.net.URI;
import java.util.List;
import jdl.web.Wanted;

/** A public data set: the files that it consists of. */
public record Dataset(String name, List<Item> files) {

    public Dataset {
        files = List.copyOf(files);
    }

    /**
     * One file of a data set.
     *
     * @param archive whether it is a gzipped tar that has to be unpacked
     * @param mirrors folders that have it, the best first; each ends in a slash
     */
    public record Item(Wanted content, boolean archive, List<URI> mirrors) {

        public Item {
            mirrors = List.copyOf(mirrors);
        }

        public String name() {
            return content.name();
        }
    }

    /** The same files from another folder alone, whether or not a slash ends its name. */
    public Dataset from(URI folder) {
        URI mirror = folder.toString().endsWith("/") ? folder : URI.create(folder + "/");
        return new Dataset(
                name,
                files.stream()
                        .map(file -> new Item(file.content, file.archive, List.of(mirror)))
                        .toList());
    }
}
