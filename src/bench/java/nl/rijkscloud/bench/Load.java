package nl.rijkscloud.bench;

/** So many streams with a document of this size each. */
record Load(int streams, long bytes) {
    long total() {
        return streams * bytes;
    }

    @Override
    public String toString() {
        return (streams == 1 ? "" : streams + " x ") + Effort.size(bytes);
    }
}
