package jdl.zoo;

import java.util.Optional;
import jdl.web.Wanted;

/**
 * An entry that a remote has.
 *
 * @param name with its version
 * @param title one line that says what it is; as little to be trusted as the remote
 * @param manifest its size and digest, where the remote tells them beforehand
 */
public record Offer(EntryName name, String title, String task, Optional<Wanted> manifest) {}
