package shop.receipt;

/** A printed receipt of what a customer bought. */
public final class Receipt {
    private final StringBuilder lines = new StringBuilder();

    public Receipt add(String article, long cents) {
        lines.append(article).append(' ').append(cents).append('\n');
        return this;
    }

    public String print() {
        return lines.toString();
    }
}
