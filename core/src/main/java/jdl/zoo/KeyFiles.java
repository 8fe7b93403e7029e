package jdl.zoo;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import jdl.failure.Failure;
import jdl.failure.Failure.Kind;
import jdl.file.FileName;
import jdl.file.Trouble;

/** Keys in PEM files, as OpenSSL writes and reads them. */
public final class KeyFiles {

    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private KeyFiles() {}

    /** Makes a pair of keys: the secret one in {@code file}, the other beside it in FILE.pub. */
    public static TrustedKey make(Path file) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.createDirectories(FileName.folder(file));
            write(file, PRIVATE, pair.getPrivate().getEncoded(), "rw-------");
            Path open = file.resolveSibling(FileName.of(file) + ".pub");
            write(open, PUBLIC, pair.getPublic().getEncoded(), "rw-r--r--");
            return new TrustedKey(pair.getPublic());
        } catch (FileAlreadyExistsException e) {
            throw new Failure(Kind.CANNOT_CREATE, file + ": exists; a key is never overwritten", e);
        } catch (IOException e) {
            throw Trouble.creating(file, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK from 15 on has Ed25519", e);
        }
    }

    private static void write(Path file, String kind, byte[] key, String mode) throws IOException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
        String pem = "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, body, kind);
        boolean posix =
                Files.getFileStore(FileName.folder(file)).supportsFileAttributeView("posix");
        FileAttribute<?>[] attributes =
                posix
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(
                                    PosixFilePermissions.fromString(mode))
                        }
                        : new FileAttribute<?>[0];
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        attributes)) {
            channel.write(java.nio.ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)));
        }
    }

    /** A key whose signatures are believed. */
    public static TrustedKey trusted(Path file) {
        try {
            var spec = new X509EncodedKeySpec(read(file, PUBLIC));
            return new TrustedKey(KeyFactory.getInstance("Ed25519").generatePublic(spec));
        } catch (GeneralSecurityException e) {
            throw noKey(file, "public", e);
        }
    }

    /** Signs a manifest with the secret key in a file that nobody else may read. */
    public static Signature sign(Manifest manifest, Path file, Path open) {
        checkSecret(file);
        try {
            var spec = new PKCS8EncodedKeySpec(read(file, PRIVATE));
            PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(spec);
            var signer = java.security.Signature.getInstance("Ed25519");
            signer.initSign(key);
            signer.update(manifest.bytes().toByteArray());
            var signature = new Signature(trusted(open).id(), ByteString.copyFrom(signer.sign()));
            if (!trusted(open).made(signature, manifest.bytes()))
                throw Failure.config(open + ": is not the public key of " + file);
            return signature;
        } catch (GeneralSecurityException e) {
            throw noKey(file, "private", e);
        }
    }

    /** Refuses a file with a secret in it that others than its owner may read. */
    static void checkSecret(Path file) {
        try {
            if (!Files.getFileStore(file).supportsFileAttributeView("posix")) return;
            Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
            open.removeAll(PosixFilePermissions.fromString("rwx------"));
            if (!open.isEmpty())
                throw new Failure(
                        Kind.PERMISSION, file + ": others may read it\n    chmod 600 " + file);
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        }
    }

    private static byte[] read(Path file, String kind) {
        try {
            if (Files.size(file) > 10_000) throw noKey(file, "Ed25519", new IOException("size"));
            String pem = Files.readString(file, StandardCharsets.US_ASCII);
            String begin = "-----BEGIN " + kind + "-----";
            String end = "-----END " + kind + "-----";
            int from = pem.indexOf(begin);
            int to = pem.indexOf(end);
            if (from < 0 || to < from) throw noKey(file, kind, new IOException("PEM"));
            return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to).strip());
        } catch (IOException e) {
            throw Trouble.reading(file, e);
        } catch (IllegalArgumentException e) {
            throw noKey(file, kind, e);
        }
    }

    private static Failure noKey(Path file, String kind, Exception cause) {
        return new Failure(
                Kind.CONFIG,
                "%s: an Ed25519 key (%s, PEM) expected%n    jdl zoo key FILE makes a pair"
                        .formatted(file, kind.toLowerCase(java.util.Locale.ROOT)),
                cause);
    }
}
