package dev.signalbox.journal;

import akka.serialization.SerializerWithStringManifest;

/** Lets Akka store {@link Block}s. For any thread. */
public final class BlockSerializer extends SerializerWithStringManifest {
    /** The number under which blocks are stored; never another one. */
    public static final int IDENTIFIER = 740_115;

    /** What is noted beside each block. */
    public static final String MANIFEST = "block";

    private final ThreadLocal<BlockCodec> codec = ThreadLocal.withInitial(BlockCodec::new);

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object block) {
        return MANIFEST;
    }

    @Override
    public byte[] toBinary(Object block) {
        return codec.get().encode((Block) block);
    }

    /**
     * Returns the block that bytes stand for.
     *
     * @throws MalformedBytes when they stand for none
     */
    @Override
    public Block fromBinary(byte[] bytes, String manifest) {
        if (!manifest.equals(MANIFEST)) {
            throw new MalformedBytes(0, "'" + manifest + "' is not the manifest of a block", Wire.NOT_OURS);
        }
        return codec.get().decode(bytes);
    }
}
