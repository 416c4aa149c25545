package nl.rijkscloud.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import java.util.List;

/** The page on which documents are added, in either language. */
record UploadPage(Visitor visitor) {
    /** Chooses through the file dialog that the button opens. */
    UploadPage choose(Path... files) {
        visitor.page().waitForFileChooser(() -> visitor.page().locator("#toevoegen").click()).setFiles(files);
        return this;
    }

    /** Drops them on the page as a file manager does. */
    UploadPage drop(Path... files) {
        var box = visitor.page().locator("#vak");
        box.scrollIntoViewIfNeeded();
        var place = box.boundingBox();
        var paths = new JsonArray();
        List.of(files).forEach(file -> paths.add(file.toString()));
        var data = new JsonObject();
        data.add("items", new JsonArray());
        data.add("files", paths);
        data.addProperty("dragOperationsMask", 1);
        var devtools = visitor.page().context().newCDPSession(visitor.page());
        for (var type : List.of("dragEnter", "dragOver", "drop")) {
            var event = new JsonObject();
            event.addProperty("type", type);
            event.addProperty("x", place.x + place.width / 2);
            event.addProperty("y", place.y + place.height / 2);
            event.add("data", data);
            devtools.send("Input.dispatchDragEvent", event);
        }
        devtools.detach();
        return this;
    }

    /** The line of one document. */
    Locator document(String name) {
        return visitor.page().getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(name));
    }

    UploadPage says(String name, String words) {
        assertThat(document(name)).containsText(words);
        return this;
    }

    /** Waits until it was read back and accepted. */
    UploadPage received(String name) {
        assertThat(document(name).locator("p")).hasText("Ontvangen");
        return this;
    }

    UploadPage press(String button, String name) {
        visitor.button(button + " " + name).click();
        return this;
    }
}
