/**
 * What is written becomes what is meant. In comes the text of a file, YAML or prototxt; out goes
 * any protobuf message, with the place where each of its parts was written, or all that is wrong
 * with the text at once.
 *
 * <p>The road: text → {@code PrototxtParser} or {@code YamlParser} → {@link jdl.config.Node} →
 * passes ({@code NodePass}) → {@code MessageReader} → message. The printers go the other way.
 *
 * <p>The passes in {@link jdl.config.Sugar} turn short YAML into its plain form; {@link
 * jdl.config.Overrides} and {@link jdl.config.Aliases} put in what the command line wants, in
 * either language.
 *
 * <p>This room opens no files: it is handed text.
 */
@NullMarked
package jdl.config;

import org.jspecify.annotations.NullMarked;
