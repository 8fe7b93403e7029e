package jdl.data.tool;

import java.util.Optional;

/**
 * What is done with the records of a source that are written anew.
 *
 * @param quality of JPEG, 1 to 100
 * @param seed of an order that is drawn; as they lie if empty
 * @param skip whether broken records are left out, and do not fail all
 */
public record Recipe(Fit fit, Encoding encoding, int quality, Optional<Long> seed, boolean skip) {}
