package jdl.zoo;

import java.util.Optional;

/** Something, and who vouches for it. */
public record Signed<T>(T content, Optional<Signature> signature) {}
