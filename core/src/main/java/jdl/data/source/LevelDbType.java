package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.file.leveldb.LevelDbRecords;
import jdl.proto.SourceParameter;

/** Caffe's databases in the form of LevelDB, each record a Datum. */
@AutoService(SourceType.class)
public final class LevelDbType implements SourceType {

    @Override
    public String scheme() {
        return "leveldb";
    }

    @Override
    public String example() {
        return "leveldb:DIR";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        Path path = DataFolder.ofUser().resolve(rest);
        var records = LevelDbRecords.open(path);
        try {
            return new DatumSource(path, records, settings.getColor());
        } catch (Throwable e) {
            records.close();
            throw e;
        }
    }
}
