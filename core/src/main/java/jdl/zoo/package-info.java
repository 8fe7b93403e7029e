/**
 * The model zoo: entries, which are folders with a net, its weights and a card, come from remotes
 * into the cache of the user, and go from folders to remotes. What comes is held to its manifest
 * bit by bit, and a manifest to its signature where one is wanted; nothing that comes is ever run.
 *
 * <p>The road: {@code Remote} → {@code Offer} → {@code Manifest} → files → {@code Cache} → {@code
 * Entry}.
 */
@NullMarked
package jdl.zoo;

import org.jspecify.annotations.NullMarked;
