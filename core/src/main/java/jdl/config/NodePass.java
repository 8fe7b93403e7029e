package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.Collection;
import java.util.List;

/** One step between parsing and reading: takes what is written, returns what it stands for. */
public interface NodePass {

    /**
     * The tree that {@code root} stands for.
     *
     * @param type the message that {@code root} will be read into
     * @param yaml whether the text is YAML, else prototxt
     * @param problems where to note what is wrong; then the tree is as good as can be
     */
    Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems);

    /**
     * The keys that this pass understands in a message, beside those of the schema.
     *
     * @param type the message
     * @param written what is written of it, after all passes
     */
    default Collection<String> keys(Descriptor type, Node.Mapping written) {
        return List.of();
    }
}
