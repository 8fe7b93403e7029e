package jdl.cli;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import jdl.failure.Failure;
import jdl.file.Trouble;
import jdl.proto.NetParameter;

/** Weights files as whole messages, so that nothing in them is lost on the way. */
final class OldWeights {

    private OldWeights() {}

    static NetParameter read(Path file) {
        try (var stream = new BufferedInputStream(Files.newInputStream(file))) {
            var in = CodedInputStream.newInstance(stream);
            in.setSizeLimit(Integer.MAX_VALUE);
            NetParameter net = NetParameter.parseFrom(in);
            if (net.getLayerCount() + net.getLayersCount() == 0)
                throw damaged(file, new IOException("it holds no layers"));
            return net;
        } catch (InvalidProtocolBufferException e) {
            throw damaged(file, e);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    private static Failure damaged(Path file, IOException cause) {
        return new Failure(
                Failure.Kind.CORRUPT, file + ": is damaged: " + cause.getMessage(), cause);
    }
}
