package jdl.config;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.List;
import jdl.config.Node.Entry;
import jdl.config.Node.Listing;
import jdl.config.Node.Mapping;
import jdl.config.Node.Scalar;

/** Where a solver's {@code test_iter} is {@code all}, it is 0. */
final class AllSamples implements NodePass {

    @Override
    public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
        boolean solver = type.getFullName().equals("caffe.SolverParameter");
        return yaml && solver && root instanceof Mapping settings
                ? Mappings.map(settings, AllSamples::setting)
                : root;
    }

    private static Entry setting(Entry entry) {
        return entry.key().equals("test_iter")
                ? Mappings.with(entry, counted(entry.value()))
                : entry;
    }

    private static Node counted(Node value) {
        if (value instanceof Listing list)
            return new Listing(
                    list.place(), list.items().stream().map(AllSamples::counted).toList());
        return value instanceof Scalar word && word.text().equals("all")
                ? new Scalar(word.place(), "0", word.style())
                : value;
    }
}
