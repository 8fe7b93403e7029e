package jdl.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.layer.LayerType;
import jdl.layer.LayerTypes;
import org.junit.jupiter.api.Test;

/** {@code docs/layers.md} says what the code says. */
class CatalogueTest {

    private static final Path ROOT = Path.of(System.getProperty("jdl.root", ".."));
    private static final String WRITE =
            "mvn -B test -pl core -am -Dtest=CatalogueTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Djdl.docs=write";

    @Test
    void theCatalogueIsFresh() throws IOException {
        Path file = ROOT.resolve("docs/layers.md");
        String page = new Catalogue(ROOT).page();
        if (System.getProperty("jdl.docs", "").equals("write")) Files.writeString(file, page);
        boolean fresh = Files.exists(file) && Files.readString(file).equals(page);
        assertThat(fresh).as("docs/layers.md is stale; write it anew: " + WRITE).isTrue();
    }

    @Test
    void everyTypeIsExplainedInTheCatalogue() throws IOException {
        var catalogue = new Catalogue(ROOT);
        String page = catalogue.page();
        LayerTypes types = LayerTypes.installed();
        for (String name : types.names()) {
            LayerType type = types.get(name);
            assertThat(page).contains("\n### " + name + "\n");
            assertThat(catalogue.doc(type)).as("first doc line of " + name).isNotBlank();
        }
    }
}
