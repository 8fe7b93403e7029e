package jdl.data.table;

import com.google.auto.service.AutoService;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.proto.SourceParameter;

/** Tables whose fields are separated by tabs: "tsv:FILE". */
@AutoService(SourceType.class)
public final class TsvType implements SourceType {

    @Override
    public String scheme() {
        return "tsv";
    }

    @Override
    public String example() {
        return "tsv:FILE";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        return CsvType.open(rest, '\t', settings);
    }
}
