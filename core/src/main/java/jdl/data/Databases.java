package jdl.data;

import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.leveldb.LevelDbRecords;
import jdl.file.lmdb.LmdbRecords;
import jdl.proto.DataParameter;
import jdl.proto.DataParameter.DB;

/**
 * What Caffe calls a source: the folder of a database, whose kind the backend says, or, where no
 * backend is written, the folder itself.
 */
final class Databases {

    private Databases() {}

    /** Such a source with its kind in front. */
    static String withKind(DataParameter settings, String wayOut) {
        String written = settings.getSource();
        Path path = DataFolder.ofUser().resolve(written);
        boolean lmdb = LmdbRecords.isIn(path) || LmdbRecords.isFile(path);
        boolean levelDb = LevelDbRecords.isIn(path);
        if (!lmdb && !levelDb) throw noDatabase(path, wayOut);
        if (!settings.hasBackend() && lmdb && levelDb)
            throw Failure.config(
                    path + ": holds an LMDB and a LevelDB database\n    say which: backend: LMDB");
        DB found = lmdb ? DB.LMDB : DB.LEVELDB;
        DB meant = settings.hasBackend() ? settings.getBackend() : found;
        if (meant != found && !(lmdb && levelDb))
            throw Failure.config(
                    "%s: holds a database of %s, but backend is %s\n    write data_param.backend: %s"
                            .formatted(path, found, meant, found));
        return (meant == DB.LMDB ? "lmdb:" : "leveldb:") + written;
    }

    private static Failure noDatabase(Path path, String wayOut) {
        if (!Files.exists(path))
            return new Failure(Kind.MISSING, path + ": there is no such database\n" + wayOut);
        return Failure.config(
                path
                        + ": is no LMDB database, with a data.mdb, and no LevelDB one, with a CURRENT\n"
                        + wayOut);
    }
}
