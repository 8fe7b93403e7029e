package jdl.upgrade;

import com.google.protobuf.Message;
import java.util.List;

/**
 * A message of today's form, and what had to be done to it, sentence by sentence; nothing if it was
 * of that form before.
 */
public record Upgraded<M extends Message>(M message, List<String> changes) {

    public Upgraded {
        changes = List.copyOf(changes);
    }
}
