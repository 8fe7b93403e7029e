package jdl.data.source;

import com.google.auto.service.AutoService;
import jdl.data.Source;
import jdl.data.SourceType;
import jdl.file.tar.TarShards;
import jdl.proto.SourceParameter;

/**
 * Archives of tar with samples of several files, as WebDataset has them: {@code 000123.jpg} and its
 * class {@code 000123.cls}.
 */
@AutoService(SourceType.class)
public final class TarType implements SourceType {

    @Override
    public String scheme() {
        return "tar";
    }

    @Override
    public String example() {
        return "tar:DIR/train-{000000..000099}.tar, tar:DIR/*.tar";
    }

    @Override
    public Source open(String rest, SourceParameter settings) {
        var shards = TarShards.open(Shards.of(rest));
        try {
            return new TarSource(shards, ImageListType.color(settings));
        } catch (Throwable e) {
            shards.close();
            throw e;
        }
    }
}
