package jdl.data.table;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import jdl.data.DataFolder;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.proto.SourceParameter;
import jdl.proto.TableParameter;

/** Tables whose fields are separated by commas: "csv:FILE". */
@AutoService(SourceType.class)
public final class CsvType implements SourceType {

    @Override
    public String scheme() {
        return "csv";
    }

    @Override
    public String example() {
        return "csv:FILE";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        return open(rest, ',', settings);
    }

    static Source open(String rest, char separator, SourceParameter settings) {
        TableParameter table = settings.getTable();
        var folder = DataFolder.ofUser();
        Path file = folder.resolve(rest);
        if (table.getLearntCount() > 0)
            return new TableSource(
                    file, separator, settings, Learnt.schema(file, separator, table));
        Path surveyed = table.hasStatisticsOf() ? folder.resolve(table.getStatisticsOf()) : file;
        return new TableSource(file, separator, settings, Schema.of(surveyed, separator, table));
    }
}
