package nl.rijkscloud.bench;

/** The number of streams, and the size of the document on each. */
record Load(int streams, long bytes) {
    long total() {
        return streams * bytes;
    }

    @Override
    public String toString() {
        return (streams == 1 ? "" : streams + " x ") + Effort.size(bytes);
    }
}
