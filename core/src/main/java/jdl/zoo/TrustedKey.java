package jdl.zoo;

import com.google.protobuf.ByteString;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import jdl.file.Digests;

/** A public key whose signatures are believed. */
public record TrustedKey(PublicKey key) {

    /** What it is called in signatures. */
    public String id() {
        return Digests.sha256(key.getEncoded()).substring(0, 16);
    }

    boolean made(Signature signature, ByteString content) {
        try {
            var verifier = java.security.Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(content.toByteArray());
            return verifier.verify(signature.bytes().toByteArray());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
