package jdl.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.file.Digests;

/**
 * A file as it has to be: what arrives under its name is held to its size and its digest.
 *
 * @param sha256 in hexadecimal
 */
public record Wanted(String name, long bytes, String sha256) {

    /** Whether the file at a place is this one to the last bit. */
    public boolean is(Path place) throws IOException {
        return Files.isRegularFile(place)
                && Files.size(place) == bytes
                && Digests.sha256(place).equals(sha256);
    }
}
