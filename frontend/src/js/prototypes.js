// No name in an address, an attribute or an answer reaches what all objects inherit from: a script that copies such
// names into an object (__proto__, constructor.prototype) finds no way there, or nothing that can be added.
delete Object.prototype.__proto__;
Object.preventExtensions(Object.prototype);
