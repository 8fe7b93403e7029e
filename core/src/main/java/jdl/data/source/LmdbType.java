package jdl.data.source;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.file.lmdb.LmdbRecords;
import jdl.proto.SourceParameter;

/** Caffe's databases in the form of LMDB, each record a Datum. */
@AutoService(SourceType.class)
public final class LmdbType implements SourceType {

    @Override
    public String scheme() {
        return "lmdb";
    }

    @Override
    public String example() {
        return "lmdb:DIR";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        Path path = DataFolder.ofUser().resolve(rest);
        var records = LmdbRecords.open(path);
        try {
            return new DatumSource(path, records, settings.getColor());
        } catch (Throwable e) {
            records.close();
            throw e;
        }
    }
}
