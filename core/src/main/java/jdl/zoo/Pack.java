package jdl.zoo;

import java.nio.file.Path;
import java.util.Optional;
import jdl.web.Wanted;

/** An entry on its way to a remote: a folder with all files of a manifest. */
public record Pack(Path folder, Manifest manifest, Card card, Optional<Signature> signature) {

    public Pack signed(Signature by) {
        return new Pack(folder, manifest, card, Optional.of(by));
    }

    Path place(Wanted file) {
        return folder.resolve(file.name());
    }
}
