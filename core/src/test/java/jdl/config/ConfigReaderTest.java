package jdl.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import java.util.ArrayList;
import java.util.List;
import jdl.proto.NetParameter;
import jdl.proto.SolverParameter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The front door: which language, which message, and what happens in between. */
class ConfigReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.yaml | layer { } | true",
                "a.YML | layer { } | true",
                "a.prototxt | - x | false",
                "a.pbtxt | - x | false",
                "a.txt | - x | false",
                "a.pt | layer { name: 'x' } | false",
                "a.pt | base_lr: 0.1 | false",
                "- | layers: | true",
                "- | layers: # one by one | true",
                "- | - name: x | true",
                "- | {name: x} | true",
            })
    void theLanguageIsKnownByNameOrElseByLooks(String name, String text, boolean yaml) {
        assertThat(ConfigReader.isYaml(new Text(name, text))).isEqualTo(yaml);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a.yaml | {base_lr: 1, net: x} | solver",
                "a.yaml | {name: x, layers: []} | net",
                "a.prototxt | layers { } | net",
                "a.prototxt | snapshot: 1 debug_info: true | solver",
            })
    void theMessageIsKnownByItsKeys(String name, String text, String expected) {
        var net = NetParameter.getDefaultInstance();
        var solver = SolverParameter.getDefaultInstance();
        assertThat(Reading.READER.bestFit(new Text(name, text), List.of(net, solver)))
                .isEqualTo(expected.equals("net") ? net : solver);
    }

    /** A pass that takes all entries away, and knows a key of its own. */
    private record Emptying(List<String> calls) implements NodePass {

        @Override
        public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
            calls.add(type.getName() + " " + yaml);
            return new Node.Mapping(root.place(), List.of());
        }

        @Override
        public List<String> keys(Descriptor type, Node.Mapping written) {
            return List.of("variables");
        }
    }

    @Test
    void passesStandBetweenTheTextAndTheMessage() {
        var calls = new ArrayList<String>();
        var reader = new ConfigReader(List.of(new Emptying(calls)));
        var empty = NetParameter.getDefaultInstance();
        assertThat(reader.read(new Text("a.yaml", "variables: {a: 1}"), empty).message())
                .isEqualTo(empty);
        assertThat(reader.read(new Text("a.prototxt", "name: 'x'"), empty).message())
                .isEqualTo(empty);
        assertThat(calls).containsExactly("NetParameter true", "NetParameter false");
    }

    @Test
    void theKeysOfAPassAreKnownKeys() {
        NodePass knowing = new Knowing();
        var reader = new ConfigReader(List.of(knowing));
        var net = NetParameter.getDefaultInstance();
        assertThat(Reading.message(() -> reader.read(new Text("a.yaml", "variabels: 1"), net)))
                .contains("did you mean \"variables\"?");
    }

    private record Knowing() implements NodePass {

        @Override
        public Node apply(Node root, Descriptor type, boolean yaml, List<Problem> problems) {
            return root;
        }

        @Override
        public List<String> keys(Descriptor type, Node.Mapping written) {
            return List.of("variables");
        }
    }
}
