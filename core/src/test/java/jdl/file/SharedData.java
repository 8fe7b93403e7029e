package jdl.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** The folder of published files beside the checkout; tests that want it are skipped without. */
public final class SharedData {

    private SharedData() {}

    public static Path of(String name) {
        Path path = Path.of(System.getProperty("jdl.root", ".."), "..", "shared", "data", name);
        assumeTrue(Files.exists(path), "no data in " + path);
        return path;
    }
}
