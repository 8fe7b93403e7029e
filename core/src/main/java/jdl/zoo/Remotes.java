package jdl.zoo;

import java.nio.file.Files;
import java.nio.file.Path;
import jdl.web.Web;

/** What an address leads to. */
public final class Remotes {

    private Remotes() {}

    /**
     * The remote at an address: a registry, a static server, or a folder, with an index or without.
     *
     * @param name how the user calls it
     */
    public static Remote at(String name, String address) {
        return at(name, address, Credentials.ofUser());
    }

    /** The remote at an address, which is shown what it is to be shown. */
    public static Remote at(String name, String address, Credentials credentials) {
        if (OciAddress.isOne(address))
            return new OciRemote(name, OciAddress.of(address), new Web(), credentials);
        if (HttpAddress.isOne(address)) {
            Web web = new Web().as(credentials);
            return new IndexRemote(name, new HttpStore(HttpAddress.of(address), web));
        }
        return folder(name, Path.of(address));
    }

    /** A folder that is new, or has an index, is a store; one with entries in it is as it is. */
    private static Remote folder(String name, Path folder) {
        boolean plain =
                Files.isDirectory(folder)
                        && !Files.exists(folder.resolve(Index.FILE))
                        && !new PlainRemote(name, folder).offers().isEmpty();
        return plain
                ? new PlainRemote(name, folder)
                : new IndexRemote(name, new FolderStore(folder));
    }
}
